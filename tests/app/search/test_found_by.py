"""Which name of a record speaks for it on the page of results."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_the_name_at_the_head_speaks_where_it_lies_as_near_as_another(client: FlaskClient) -> None:
    page = client.get("/en/search?q=Алихан Букейханов").text.partition("</article>")[0]
    assert "The record also has “Нурмухамедович”" in page
    assert "Found by another spelling" not in page


def test_another_spelling_is_named_where_only_it_lies_near(client: FlaskClient) -> None:
    found = client.get("/api/v1/search", query_string={"source_ref": "baitursynova-badrisafa"}).get_json()["results"]
    page = client.get(f"/en{found[0]['url']}?q=Журавлёва Александра Ивановна").text
    assert "Found by another spelling in the record" in page
    assert "Александра Ивановна Журавлёва" in page.partition("Found by another spelling")[2].partition("</p>")[0]
