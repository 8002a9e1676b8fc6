"""Pages of a developer's own machine and of sites that are tried out."""

from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import SHOP, suggested_for


def said(name: str, *cells: str, **more: tuple[str, ...]) -> list[str]:
    columns = {"Date": ("2026-06-11",) * 3, "Email": ("a@b.co", "c@d.co", "e@f.co"), name: cells} | more
    found = suggested_for(columns, SHOP)
    return [note.text for note in found.notes if "if they are tests" in note.text]


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "127.0.0.1", "192.168.0.2", "10.1.2.3", "172.16.0.1", "0.0.0.0", "[::1]", "shop.local"),
        *("app.localhost", "shop.test", "box.localdomain", "a1b2.ngrok.io", "a1.ngrok-free.app", "a1.ngrok.app"),
        *(f"{name}.shop.com" for name in ("staging", "stage", "stg", "dev", "develop", "development", "uat", "qa")),
        *(f"{name}.shop.com" for name in ("preprod", "preproduction", "nonprod", "test", "testing", "tests")),
        *("sandbox.shop.com", "preview.shop.com", "shop-staging.acme.com", "dev-shop.acme.com", "eu.dev.shop.com"),
    ],
)
@pytest.mark.parametrize("name", ["Page URL", "landing_page", "Hostname"])
def test_pages_of_tests_are_told_without_what_may_name_a_person(name: str, host: str) -> None:
    sentence = f"“{name}” names “{host}” in 2 rows of the first ones: filter such rows if they are tests."
    urls = (
        f"http://{host}:3000/thanks?email=a@b.co",
        f"https://{host.upper()}/",
        "https://shop.com/?q=http://localhost/",
    )
    assert said(name, *urls) == [sentence]
    assert said(name, host, f"{host}/cart", "shop.com") == [sentence]


@pytest.mark.parametrize(
    ("name", "host"),
    [
        *(("Page URL", host) for host in ("www.shop.com", "dev.to", "test.com", "test-drive.bmw.com", "8.8.8.8")),
        *(("Page URL", host) for host in ("contest.shop.com", "shop.com/test", "shop.com/localhost", "")),
        *(("Comment", host) for host in ("localhost", "staging.shop.com")),
    ],
)
def test_other_pages_and_columns_are_not_told(name: str, host: str) -> None:
    assert said(name, *[host and f"https://{host}"] * 3) == []


def test_of_each_site_it_is_told_once_and_only_of_rows_that_are_sent() -> None:
    sites = ("http://localhost/", "http://qa.shop.com/", "http://localhost/cart")
    assert said("Page URL", *sites) == [
        "“Page URL” names “localhost”, “qa.shop.com” in 3 rows of the first ones: filter such rows if they are tests."
    ]
    assert said("Page URL", *sites, Status=("paid", "paid", "cancelled"))[0].startswith(
        "“Page URL” names “localhost”, “qa.shop.com” in 2 rows"
    )
    assert said("Page URL", *sites, Status=("cancelled", "cancelled", "cancelled")) == []
