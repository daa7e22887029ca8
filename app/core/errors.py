"""What can go wrong through no fault of the program, told in one sentence for a person."""


class KnownError(Exception):
    """A user, a disk or a missing device caused this; the message is shown as it is, no traceback.

    The message says what happened, what it means, and what to do next. Anything else that is
    raised is a defect of Footwell and ends in the crash report.
    """


class CannotPlanError(KnownError):
    """This script with these choices cannot reach its hands-on minutes."""


class UnknownScriptError(KnownError):
    """No script has this id, or the file is not there."""


class BrokenScriptError(KnownError):
    """The script has errors and cannot be started."""


class StorageError(KnownError):
    """A file or folder of the person's could not be read or written."""


class SnapshotError(KnownError):
    """What was saved is not a session that can be taken up again."""


class NewerSchemaError(StorageError):
    """The log was written by a newer Footwell; it is left untouched."""


class DamagedLogError(StorageError):
    """The log holds what cannot be read as it should; what can be read is still to be saved."""


class ExportRefusedError(KnownError):
    """There is nothing to export, or something is in the way of it."""


class ExportStoppedError(KnownError):
    """The person stopped an export; nothing of it is left."""


class FaultyImportError(KnownError):
    """A file cannot be imported; nothing of it was taken in."""


class ImportStoppedError(KnownError):
    """The person stopped an import; nothing of it was taken in."""


class RestoreStoppedError(KnownError):
    """The person stopped a restore; the log is as it was."""


class SalvageStoppedError(KnownError):
    """Saving what can be read of a damaged log was stopped; the log is as it was."""


class BusyLogError(StorageError):
    """Footwell itself does something to the log that takes long; then it can be used again."""


class LockedLogError(StorageError):
    """Another program uses the log just now."""


class OvertakenError(StorageError):
    """What somebody wanted to change in the log has changed since; it is left as it is now."""
