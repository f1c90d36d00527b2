def test_robots_may_read_everything_but_the_desk_and_what_readers_send(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /en/suggest/",
        "Disallow: /zh-hans/suggest/",
    ]
