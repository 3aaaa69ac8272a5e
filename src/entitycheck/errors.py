"""Every error that entitycheck raises on purpose, in one tree.

::

    EntityCheckError            never raised itself
    |- InputError               a party, option or file that cannot be used as given
    |  |- UnreadableError       a file whose content cannot be read
    |  `- SheetLayoutError      a sheet in which no party can be found
    |- ListDataError
    |  |- ListMissingError      no local copy of the lists, or it is damaged beyond repair
    |  `- ListFormatError       bytes that are not a published list
    |- RefreshError             a refresh that was refused; the list in force is untouched
    |  |- DownloadError         the bytes could not be fetched
    |  `- RefreshRunningError   another refresh holds the local copy
    |- ClusterError             a cluster that does not answer, or not as one machine would
    `- ConfigError              a setting with a bad value

A message says what happened; ``fix`` is one sentence a person can follow. Errors know nothing of
cells, dialogs or exit statuses: each face maps ``code`` to its own words, and a test walks this
tree and fails when a face lacks one. Anything else that is raised is a bug.
"""

from __future__ import annotations


class EntityCheckError(Exception):
    """Base of all errors raised on purpose.

    Args:
        message: What happened, one line, no full stop needed.
        fix: What to do next, one sentence in the imperative.
        facts: Machine-readable details (path, url, expected, actual).
    """

    code = "error"

    def __init__(self, message: str, *, fix: str, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.facts = facts

    def __str__(self) -> str:
        """One line: what happened, then what to do."""
        return f"{self.message}: {self.fix}" if self.fix else self.message


class InputError(EntityCheckError):
    """A party, option or file cannot be used as given."""

    code = "input"


class UnreadableError(InputError):
    """The content of a file cannot be read as what it should be."""

    code = "unreadable"


class SheetLayoutError(InputError):
    """No party can be found in a sheet."""

    code = "sheet-layout"


class ListDataError(EntityCheckError):
    """The lists themselves are the trouble."""

    code = "list-data"


class ListMissingError(ListDataError):
    """There is no usable local copy of the lists."""

    code = "list-missing"


class ListFormatError(ListDataError):
    """The bytes are not a published list, or not a whole one."""

    code = "list-format"


class RefreshError(EntityCheckError):
    """A refresh was refused; the list in force is untouched."""

    code = "refresh"


class DownloadError(RefreshError):
    """The bytes of a list could not be fetched."""

    code = "download"


class RefreshRunningError(RefreshError):
    """Another refresh holds the local copy."""

    code = "refresh-running"


class ClusterError(EntityCheckError):
    """The cluster does not answer, or not as one machine would."""

    code = "cluster"


class ConfigError(EntityCheckError):
    """A setting has a value that cannot be used."""

    code = "config"
