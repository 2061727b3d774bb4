"""The atlas desk: places, nations, memorials and the timeline."""
