"""The fallback's files, looked at where they are served."""

from pathlib import Path

from account.test_fallback import file_server

from centralino.doctor.finding import Health, Symptom
from centralino.doctor.spare import check_fallback
from centralino.switchboard import fallback_files

from .conftest import Installation


def export(site: Installation) -> Path:
    folder = site.folder / "out"
    flows = site.services().loaded.house.flows
    list(fallback_files.write(fallback_files.export_fallbacks(flows), folder, site.folder))
    return folder


def found(site: Installation, url: str) -> list[Symptom]:
    return list(check_fallback(site.services(fallback_url=url)))


def test_files_in_step_with_the_flows_are_well(site: Installation) -> None:
    with file_server(export(site)) as url:
        (told,) = found(site, url)
    assert told.mark is Health.WELL


def test_missing_and_old_files_are_told(site: Installation) -> None:
    folder = export(site)
    (folder / "0577235501.xml").unlink()
    site.flow("0577235502", 'number: "0577 235502"\noffice: Nuovo Ufficio\n')
    with file_server(folder) as url:
        missing, old = found(site, url)
    assert (missing.mark, old.mark) == (Health.WRONG, Health.DOUBTFUL)
    assert missing.told.endswith("has no 0577235501.xml")
    assert old.told == "older than the flows: 0577235502.xml"
    assert "centralino fallback export" in old.remedy


def test_a_recorded_prompt_that_is_not_beside_the_files_is_told(site: Installation) -> None:
    site.flow("0577235501", 'number: "0577 235501"\nprompts: {fault: {audio: prova ciao.mp3}}\n')
    audio = site.folder / "static" / "audio" / "prova ciao.mp3"
    audio.parent.mkdir(parents=True)
    audio.write_bytes(b"ciao")
    folder = site.folder / "out"
    flows = site.services().loaded.house.flows
    list(
        fallback_files.write(fallback_files.export_fallbacks(flows), folder, site.folder / "static")
    )
    with file_server(folder) as url:
        assert [each.mark for each in found(site, url)] == [Health.WELL]
        (folder / "static" / "audio" / "prova ciao.mp3").unlink()
        (told,) = found(site, url)
    assert told.mark is Health.WRONG
    assert told.told.endswith("has no static/audio/prova ciao.mp3")


def test_a_web_server_that_is_down_is_told_once(site: Installation) -> None:
    (told,) = found(site, "http://127.0.0.1:9")
    assert told.mark is Health.WRONG
    assert "does not answer" in told.told


def test_without_a_fallback_nothing_is_looked_at(site: Installation) -> None:
    (told,) = found(site, "")
    assert told.mark is Health.SKIPPED
