"""Reports are collected politely and whole, from sites that are slow, break off, lead astray and lie."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import govreports as gr
from govreports.cli import main
from govreports.collect.collect import Collected, collect
from govreports.collect.list_of_sources import Source, SourcesError, read_list
from govreports.collect.manners import Manners
from tests.conftest import RAW
from tests.web_server import Answer, Site, in_turn, send, site

REPORT = (RAW / "huaian_shi_2024.pdf").read_bytes()
QUICK = Manners(delay=0, backoff=0.01, patience=0.3, attempts=3, seconds=2)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with site() as running:
        yield running


def collected(folder: Path, *lines: str, manners: Manners = QUICK) -> list[Collected]:
    listed = folder / "list.csv"
    listed.write_text("\n".join(("url,agency,year", *lines)), encoding="utf-8")
    return list(collect(listed, folder / "raw", manners))


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "raw").iterdir() if path.suffix != ".json" and path.name[0] != ".")


def test_a_file_comes_with_its_address_time_hash_and_headers_and_its_name_tells_whose_it_is(
    web: Site, tmp_path: Path
) -> None:
    web.answers["/download?id=3"] = send(REPORT, Content_Type="text/html", ETag='"v1"')
    (one,) = collected(tmp_path, f"{web.url}/download?id=3,淮安市人民政府,2024")
    assert (one.code, one.file and one.file.name) == ("new", "淮安市人民政府2024年政府信息公开工作年度报告.pdf")
    told = json.loads((tmp_path / "raw" / f"{one.file.name if one.file else ''}.source.json").read_text("utf-8"))
    assert (told["url"], told["size"], told["headers"]["etag"]) == (f"{web.url}/download?id=3", len(REPORT), '"v1"')
    assert told["sha256"] == gr.read_report(one.file or "").sha256
    assert gr.read_folder(tmp_path / "raw", progress=False).reports["year"].tolist() == [2024]


def test_what_is_there_is_only_asked_after_and_of_a_changed_file_both_versions_stay(web: Site, tmp_path: Path) -> None:
    def unless_known(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"v1"'
        send(b"" if known else REPORT, 304 if known else 200, ETag='"v1"')(handler)

    web.answers["/a.pdf"] = unless_known
    assert [one.code for one in collected(tmp_path, f"{web.url}/a.pdf")] == ["new"]
    assert [one.code for one in collected(tmp_path, f"{web.url}/a.pdf")] == ["unchanged"]
    web.answers["/a.pdf"] = send(REPORT + b"\n%2", ETag='"v2"')
    assert [one.code for one in collected(tmp_path, f"{web.url}/a.pdf")] == ["changed"]
    assert visible(tmp_path) == ["a.pdf"]
    assert (tmp_path / "raw" / "a.pdf").read_bytes() == REPORT + b"\n%2"
    (earlier,) = (tmp_path / "raw" / ".earlier").glob("*.pdf")
    assert earlier.read_bytes() == REPORT
    assert (tmp_path / "raw" / ".earlier" / f"{earlier.name}.source.json").is_file()


def test_a_page_that_only_shows_a_pdf_gives_the_pdf(web: Site, tmp_path: Path) -> None:
    web.answers["/art/2.html"] = send("<html><p>年度报告</p><iframe src='../files/r.pdf'></iframe></html>".encode())
    web.answers["/files/r.pdf"] = send(REPORT)
    page, file = collected(tmp_path, f"{web.url}/art/2.html,淮安市人民政府,2024")
    assert visible(tmp_path) == ["淮安市人民政府2024年政府信息公开工作年度报告_附件1.pdf"]
    assert file.file is not None and file.file.read_bytes() == REPORT
    assert page.file is not None and page.file.parent.name == ".pages"
    told = json.loads(file.file.with_name(f"{file.file.name}.source.json").read_text("utf-8"))
    assert told["page"] == f"{web.url}/art/2.html"
    assert [one.code for one in collected(tmp_path, f"{web.url}/art/2.html,淮安市人民政府,2024")] == ["unchanged"] * 2


def test_a_page_that_prints_tables_itself_stays_beside_what_it_links(web: Site, tmp_path: Path) -> None:
    web.answers["/1.html"] = send("<table><tr><td>总计</td><td>3</td></tr></table><a href='r.docx'>附</a>".encode())
    web.answers["/r.docx"] = send(b"PK\x03\x04 broken")
    collected(tmp_path, f"{web.url}/1.html")
    assert visible(tmp_path) == ["1.html", "1_附件1.docx"]


def test_robots_txt_is_obeyed_and_asked_once(web: Site, tmp_path: Path) -> None:
    web.answers["/robots.txt"] = send(b"User-agent: *\nDisallow: /inner/\n")
    web.answers["/inner/a.pdf"] = web.answers["/b.pdf"] = send(REPORT)
    codes = {one.url[-5:]: one.code for one in collected(tmp_path, f"{web.url}/inner/a.pdf", f"{web.url}/b.pdf")}
    assert codes == {"a.pdf": "robots", "b.pdf": "new"}
    assert web.paths() == ["/robots.txt", "/b.pdf"]


def test_a_host_whose_rules_cannot_be_read_is_left_alone(web: Site, tmp_path: Path) -> None:
    web.answers["/robots.txt"] = send(b"", 503)
    web.answers["/a.pdf"] = send(REPORT)
    (one,) = collected(tmp_path, f"{web.url}/a.pdf")
    assert one.code == "no_answer" and set(web.paths()) == {"/robots.txt"}


def test_between_two_requests_to_a_host_is_the_delay(web: Site, tmp_path: Path) -> None:
    web.answers["/a.pdf"] = web.answers["/b.pdf"] = send(REPORT)
    started = time.monotonic()
    collected(tmp_path, f"{web.url}/a.pdf", f"{web.url}/b.pdf", manners=Manners(delay=0.15))
    assert web.paths() == ["/robots.txt", "/a.pdf", "/b.pdf"]
    assert time.monotonic() - started >= 0.3


def test_an_answer_that_breaks_off_is_continued_where_it_broke(web: Site, tmp_path: Path) -> None:
    half = len(REPORT) // 2
    broken = send(REPORT[:half], ETag='"v1"', Content_Length=str(len(REPORT)))
    rest = send(REPORT[half:], 206, Content_Range=f"bytes {half}-{len(REPORT) - 1}/{len(REPORT)}")
    web.answers["/a.pdf"] = in_turn(broken, rest)
    (one,) = collected(tmp_path, f"{web.url}/a.pdf")
    assert one.file is not None and one.file.read_bytes() == REPORT
    assert web.asked[-1][1]["range"] == f"bytes={half}-" and web.asked[-1][1]["if-range"] == '"v1"'


def test_a_server_that_gives_another_part_than_asked_is_asked_for_the_whole(web: Site, tmp_path: Path) -> None:
    broken = send(REPORT[:100], ETag='"v1"', Content_Length=str(len(REPORT)))
    other = send(REPORT[50:], 206, Content_Range=f"bytes 50-{len(REPORT) - 1}/{len(REPORT)}")
    web.answers["/a.pdf"] = in_turn(broken, other, send(REPORT))
    (one,) = collected(tmp_path, f"{web.url}/a.pdf")
    assert one.file is not None and one.file.read_bytes() == REPORT


def test_a_busy_server_is_asked_again_and_one_that_refuses_is_not(web: Site, tmp_path: Path) -> None:
    web.answers["/busy.pdf"] = in_turn(send(b"", 503, Retry_After="0"), send(b"", 429), send(REPORT))
    web.answers["/gone.pdf"] = send(b"", 403)
    codes = {
        one.url.rpartition("/")[2]: one for one in collected(tmp_path, f"{web.url}/busy.pdf", f"{web.url}/gone.pdf")
    }
    assert codes["busy.pdf"].code == "new"
    assert codes["gone.pdf"].code == "refused"
    assert "answers 403. Open the address in a browser" in codes["gone.pdf"].reason
    assert web.paths().count("/busy.pdf") == 3 and web.paths().count("/gone.pdf") == 1


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"%PDF-1.7\n")
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


@pytest.mark.parametrize("answer", [drip, silent])
def test_a_server_that_drips_or_is_silent_costs_its_time_only(web: Site, tmp_path: Path, answer: Answer) -> None:
    web.answers["/slow.pdf"] = answer
    impatient = Manners(delay=0, backoff=0.01, patience=0.2, attempts=2, seconds=0.3)
    (one,) = collected(tmp_path, f"{web.url}/slow.pdf", manners=impatient)
    assert one.code == "no_answer" and visible(tmp_path) == []


def without_length(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b"%PDF" * 50_000)


@pytest.mark.parametrize("answer", [send(b"%PDF", Content_Length="5000000"), without_length])
def test_more_than_the_cap_is_not_taken_whatever_the_server_says(web: Site, tmp_path: Path, answer: Answer) -> None:
    web.answers["/big.pdf"] = answer
    (one,) = collected(tmp_path, f"{web.url}/big.pdf", manners=Manners(delay=0, max_mb=0.1))
    assert one.code == "too_large" and list((tmp_path / "raw").rglob("*.pdf")) == []


def test_redirects_are_followed_and_kept_but_not_in_a_circle_and_not_out_of_the_web(web: Site, tmp_path: Path) -> None:
    web.answers["/old.pdf"] = send(b"", 302, Location="/new.pdf")
    web.answers["/new.pdf"] = send(REPORT)
    web.answers["/circle"] = send(b"", 302, Location="/circle")
    web.answers["/file"] = send(b"", 302, Location="file:///etc/passwd")
    lines = [f"{web.url}/{name}" for name in ("old.pdf", "circle", "file")]
    codes = {one.url.rpartition("/")[2]: one.code for one in collected(tmp_path, *lines)}
    assert codes == {"old.pdf": "new", "circle": "redirects", "file": "not_web"}
    told = json.loads((tmp_path / "raw" / "old.pdf.source.json").read_text("utf-8"))
    assert (told["answered_by"], told["redirects"]) == (f"{web.url}/new.pdf", [f"{web.url}/old.pdf"])


def test_a_page_that_says_200_where_the_file_is_gone_is_no_file_and_the_old_one_stays(
    web: Site, tmp_path: Path
) -> None:
    web.answers["/a.pdf"] = send(REPORT)
    collected(tmp_path, f"{web.url}/a.pdf")
    web.answers["/a.pdf"] = send("<html>页面不存在</html>".encode(), Content_Type="application/pdf")
    assert [one.code for one in collected(tmp_path, f"{web.url}/a.pdf")] == ["page_for_file"]
    web.answers["/a.pdf"] = send(b"")
    assert [one.code for one in collected(tmp_path, f"{web.url}/a.pdf")] == ["empty_answer"]
    assert (tmp_path / "raw" / "a.pdf").read_bytes() == REPORT


def test_nothing_is_written_over_and_no_name_leads_out_of_the_folder(web: Site, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.pdf").write_bytes(b"mine")
    web.answers["/1/a.pdf"] = web.answers["/%2e%2e%2f%2e%2e%2fb.pdf"] = send(REPORT)
    collected(tmp_path, f"{web.url}/1/a.pdf", f"{web.url}/%2e%2e%2f%2e%2e%2fb.pdf")
    assert visible(tmp_path) == ["a.pdf", "a_2.pdf", "b.pdf"]
    assert (tmp_path / "raw" / "a.pdf").read_bytes() == b"mine"


def test_files_of_this_machine_whose_names_tell_nothing_are_copied_under_names_that_do(tmp_path: Path) -> None:
    (tmp_path / "0001.pdf").write_bytes(REPORT)
    (one,) = collected(tmp_path, "0001.pdf,某县教育局,2024")
    assert one.file is not None and one.file.name == "某县教育局2024年政府信息公开工作年度报告.pdf"


def test_a_list_from_excel_in_chinese_is_read_and_every_fault_named(tmp_path: Path) -> None:
    listed = tmp_path / "名单.csv"
    listed.write_bytes("网址,机关,年度\r\nhttp://a/1,甲局,2024年\r\n,,\r\nhttp://a/1,甲局,2024\r\n".encode("gb18030"))
    assert read_list(listed) == [Source("http://a/1", "甲局", 2024)]
    listed.write_text("url,year\n,2024\nhttp://a,24\n", encoding="utf-8")
    with pytest.raises(SourcesError, match=r"(?s)line 2: the address is missing\nline 3: 24 is no year"):
        read_list(listed)


def test_each_address_is_told_when_it_is_there_and_a_reader_who_stops_stops_the_rest(web: Site, tmp_path: Path) -> None:
    lines = [f"{web.url}/{number}.pdf" for number in range(9)]
    web.answers.update({f"/{number}.pdf": send(REPORT) for number in range(9)})
    listed = tmp_path / "list.csv"
    listed.write_text("\n".join(("url", *lines)), encoding="utf-8")
    running = collect(listed, tmp_path / "raw", Manners(delay=0.05))
    assert next(running).url == lines[0]
    running.close()  # type: ignore[attr-defined]
    assert len(web.asked) < 5


def test_the_command_says_what_became_of_each_address(
    web: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web.answers["/a.pdf"] = send(REPORT)
    listed = tmp_path / "list.csv"
    listed.write_text(f"url\n{web.url}/a.pdf\n{web.url}/b.pdf\n", encoding="utf-8")
    assert main(["collect", str(listed), "--into", str(tmp_path / "raw"), "--delay", "0"]) == 1
    out = capsys.readouterr().out
    assert "新文件 new: " in out and "1 new, 1 the site has no such file or refuses it" in out
