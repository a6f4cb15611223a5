"""Backups of a base: made and checked, listed, verified, put back.

Each is a base like any other and counts only once it has been opened, checked and is on the disk.
"""

from pstdesk.db.backup_copy import Wanted, to_the_end
from pstdesk.db.backup_files import Backup, backup_folder, backups_of
from pstdesk.db.backup_making import changed_since, copy_to, make_backup
from pstdesk.db.backup_restoring import Restored, last_good_backup, restore, verify, verify_file

__all__ = [
    "Backup",
    "Restored",
    "Wanted",
    "backup_folder",
    "backups_of",
    "changed_since",
    "copy_to",
    "last_good_backup",
    "make_backup",
    "restore",
    "to_the_end",
    "verify",
    "verify_file",
]
