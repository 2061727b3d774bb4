"""Pictures and documents that prove a submission: looked at by content, made anew, stored by digest."""
