"""A folder of flow files to a house, with every error of every file."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from centralino.core import bounded_reading
from centralino.core.input_errors import InputError, InputIssue, nearest, space_missing
from centralino.core.texts import _
from centralino.fields.schedules import Setting
from centralino.fields.shapes import Shape
from centralino.flows.flow import Flow
from centralino.languages.registry import MAIN, is_spoken, languages
from centralino.loading.compiling import compile_flow
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation import Organisation, house, own_flow
from centralino.loading.organisation_file import OrganisationFile, read_zone
from centralino.loading.problems import Problem, locate_issues, misfits_of
from centralino.loading.salvage import further
from centralino.loading.yaml12 import UnreadableError, YamlDocument, read_yaml

ORGANISATION = "centralino.yaml"
S = TypeVar("S", bound=Shape)


@dataclass(frozen=True)
class Loaded:
    """What a folder holds. `files` has each flow's file by its slug.

    `stale` names the files of which an earlier, good version serves instead. `documents` has what
    each file says, and where, for whoever must point there.
    """

    house: Organisation
    problems: tuple[Problem, ...] = ()
    files: dict[str, Path] = field(default_factory=dict)
    stale: tuple[str, ...] = ()
    documents: dict[Path, YamlDocument] = field(default_factory=dict, repr=False)


@dataclass
class Loading:
    """One loading of a folder, gathering what is found and what is wrong."""

    folder: Path
    instead: Mapping[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    flows: dict[str, Flow] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    documents: dict[Path, YamlDocument] = field(default_factory=dict)

    def organisation(self) -> OrganisationFile | None:
        file = self._chosen(self.folder / ORGANISATION)
        document = self._document(file)
        if document is None:
            return None
        setting = _setting(document.data, Setting(base=file.parent))
        shape, misfits = _shape(document, OrganisationFile, setting)
        if shape is not None and not misfits:
            try:
                own_flow(shape)
            except InputError as error:
                misfits += error.misfits
        self.problems += locate_issues(misfits, document, file)
        return None if misfits else shape

    def number(self, file: Path, organisation: OrganisationFile) -> None:
        file = self._chosen(file)
        document = self._document(file)
        if document is None:
            return
        shared = Setting(file.parent, organisation.timezone, organisation.language or MAIN)
        setting = _setting(document.data, shared)
        shape, misfits = _shape(document, NumberFile, setting)
        if misfits or shape is None:
            misfits += further(document.data, misfits, organisation, setting)
        else:
            try:
                self._add(compile_flow(shape, organisation), file)
            except InputError as error:
                misfits += error.misfits
        self.problems += locate_issues(misfits, document, file)

    def check_jumps(self) -> None:
        """Leave out the flows that go to a number that has none."""
        while lost := list(self._lost_jumps()):
            for slug, misfit in lost:
                file = self.files[slug]
                self.problems += locate_issues([misfit], self.documents[file], file)
            self.flows = {slug: flow for slug, flow in self.flows.items() if slug not in dict(lost)}

    def _lost_jumps(self) -> Iterator[tuple[str, InputIssue]]:
        for slug, flow in self.flows.items():
            for name, step in flow.steps.items():
                for jump in step.jumps():
                    if jump.number not in self.flows:
                        yield (
                            slug,
                            InputIssue(self._lost(jump.number), ("steps", name, *jump.place)),
                        )

    def _lost(self, number: str) -> str:
        """Why a number has no flow: its file has errors, or there is none."""
        broken = sorted({Path(problem.file).name for problem in self.problems})
        for name in broken:
            if number in name:
                return _(
                    "calls cannot go on to {number}: {file} has errors", number=number, file=name
                )
        hint = nearest(number, self.flows)
        return _("no number {number} is here; {hint}", number=number, hint=hint)

    def _add(self, flow: Flow, file: Path) -> None:
        if flow.slug in self.flows:
            first = self.files[flow.slug].name
            raise InputError(
                InputIssue(
                    _("this number has a flow already, in {first}", first=first), ("number",)
                )
            )
        self.flows[flow.slug] = flow
        self.files[flow.slug] = file

    def _chosen(self, file: Path) -> Path:
        return self.instead.get(file.name, file)

    def _document(self, file: Path) -> YamlDocument | None:
        try:
            document = read_yaml(bounded_reading.read(file))
        except UnreadableError as error:
            self._tell(file, str(error), error.line, error.column)
            return None
        except bounded_reading.NotReadError as error:
            self._tell(file, str(error), 1, 1)
            return None
        except OSError as error:
            self._tell(file, _("cannot be read: {why}", why=error.strerror), 1, 1)
            return None
        self.documents[file] = document
        if isinstance(document.data, dict):
            return document
        self._tell(file, _unsettled(document.data), *document.where(()))
        return None

    def _tell(self, file: Path, expected: str, line: int, column: int) -> None:
        self.problems.append(Problem(str(file), line, column, "", expected))


def _unsettled(data: object) -> str:
    """What is wrong with a file that has no settings."""
    if space_missing(data):
        return _("a space is missing after each colon: write `name: value`")
    if data is None:
        return _("the file is empty: settings, each `name: value`, were expected")
    return _("this is no mapping: settings, each `name: value`, were expected")


def _shape(
    document: YamlDocument, shape: type[S], setting: Setting
) -> tuple[S | None, list[InputIssue]]:
    """What a document's data are, and all that does not fit."""
    misfits = list(document.misfits)
    try:
        return shape.model_validate(document.data, context=setting), misfits
    except ValidationError as error:
        return None, misfits + misfits_of(error)


def load(
    folder: Path,
    instead: Mapping[str, Path] = MappingProxyType({}),
    without: Collection[str] = (),
) -> Loaded:
    """Load every file of a folder. Without a readable organisation's file there is no flow.

    `instead` has files elsewhere that take the place of those of a name; the numbers whose files
    have a name in `without` are left out.
    """
    loading = Loading(folder, instead)
    organisation = loading.organisation()
    if organisation is None:
        names = {each.code: each.switchboard for each in languages()}
        stand_in = OrganisationFile(organisation=names)
        return Loaded(house(stand_in, {}), tuple(loading.problems))
    for file in number_files(folder):
        if file.name not in without:
            loading.number(file, organisation)
    loading.check_jumps()
    flows = dict(sorted(loading.flows.items()))
    return Loaded(
        house(organisation, flows),
        tuple(sorted(loading.problems)),
        loading.files,
        documents=loading.documents,
    )


def number_files(folder: Path) -> list[Path]:
    """The files of a folder that each describe one number; an editor's own, hidden, are none."""
    files = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return sorted(file for file in files if file.name != ORGANISATION and file.name[0] != ".")


def _setting(data: Any, shared: Setting) -> Setting:
    """What a file's calendars are read in: its own time zone and language where it names them."""
    zone, language = data.get("timezone"), data.get("language")
    return Setting(
        base=shared.base,
        zone=_zone(zone) or shared.zone,
        language=str(language) if is_spoken(language) else shared.language,
    )


def _zone(value: object) -> ZoneInfo | None:
    try:
        return read_zone(value) if value is not None else None
    except InputError:
        return None  # told by the file's own validation
