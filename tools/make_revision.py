"""Writes the migration that brings the newest revision up to the models: ``make_revision.py 0002 "Why"``.

The result is a draft to be read and completed: it moves no rows and names no project code.
"""

import sys
import tempfile
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from alembic import autogenerate
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import MigrationScript, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Enum
from sqlalchemy.types import TypeDecorator

from pstdesk.db.database import make_engine
from pstdesk.db.migrate import MIGRATIONS, make_base
from pstdesk.db.models import Base
from pstdesk.db.schema import drop_extras


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Render our own types as the plain ones they are stored as, and enums as short text."""
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def main(revision: str, message: str) -> None:
    """Write ``versions/<revision>.py`` from the difference between the newest base and the models."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.pstdesk"
        newest = max((MIGRATIONS / "versions").glob("*.py")).stem
        make_base(path)
        engine = make_engine(path, foreign_keys=False)
        with engine.begin() as connection:
            drop_extras(connection)
            context = MigrationContext.configure(
                connection,
                opts={"target_metadata": Base.metadata, "render_item": render_item, "compare_type": False},
            )
            script: MigrationScript = autogenerate.produce_migrations(context, Base.metadata)
            assert isinstance(script.upgrade_ops, UpgradeOps)
            assert script.downgrade_ops is not None
            up = autogenerate.render_python_code(
                script.upgrade_ops, render_item=render_item, render_as_batch=True
            )
            down = autogenerate.render_python_code(script.downgrade_ops, render_item=render_item)
        engine.dispose()
    target = MIGRATIONS / "versions" / f"{revision}.py"
    target.write_text(
        f'"""{message}."""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
        f"revision = {revision!r}\ndown_revision = {newest!r}\n"
        f"branch_labels = None\ndepends_on = None\n\n\n"
        f"def upgrade() -> None:\n    {up}\n\n\ndef downgrade() -> None:\n    {down}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
