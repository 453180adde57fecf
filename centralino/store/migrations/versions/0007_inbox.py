"""The offices' inbox. What was delivered before is done; what was not, is open."""

from hashlib import blake2s
from typing import Any

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AT_ONCE = 1000
INDEXES = (
    ["number", "is_done", "kind", "at", "key"],
    ["is_done", "kind", "at", "key"],
    ["taken_by", "is_done"],
    ["caller"],
    ["reference"],
    ["recording_sid"],
    ["call_sid"],
)


def upgrade() -> None:
    inbox = op.create_table(
        "inbox",
        sa.Column("key", sa.String(length=34), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("caller", sa.String(length=16), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("recording_sid", sa.String(length=34), nullable=True),
        sa.Column("call_sid", sa.String(length=34), nullable=True),
        sa.Column("taken_by", sa.String(length=254), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("done_by", sa.String(length=254), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(length=254), nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_sid"],
            ["recordings.sid"],
            name=op.f("fk_inbox_recording_sid"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["call_sid"], ["calls.sid"], name=op.f("fk_inbox_call_sid"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_inbox")),
    )
    bring_voicemails(inbox)
    bring_missed_calls()
    for columns in INDEXES:
        op.create_index(op.f("_".join(["ix_inbox", *columns])), "inbox", columns)


def bring_voicemails(inbox: sa.Table) -> None:
    recordings = sa.table(
        "recordings",
        *(sa.column(name) for name in ("sid", "number", "caller", "state")),
        sa.column("taken_at", sa.DateTime(timezone=True)),
    )
    connection = op.get_bind()
    kept = sa.select(recordings).where(recordings.c.state != "empty").order_by(recordings.c.sid)
    last = ""
    while found := connection.execute(
        kept.where(recordings.c.sid > last).limit(AT_ONCE)
    ).all():
        last = found[-1].sid
        connection.execute(inbox.insert(), [voicemail(each) for each in found])


def voicemail(recording: sa.Row[Any]) -> dict[str, object]:
    digest = blake2s(recording.sid.encode(), digest_size=8).digest()
    return {
        "key": recording.sid,
        "kind": "voicemail",
        "number": recording.number or "-",
        "caller": recording.caller,
        "at": recording.taken_at,
        "reference": str(int.from_bytes(digest, "big") % 10**6).zfill(6),
        "recording_sid": recording.sid,
        "taken_by": "",
        "is_done": recording.state == "delivered",
        "done_by": "",
        "note": "",
        "noted_by": "",
        "notes": 0,
    }


def bring_missed_calls() -> None:
    op.execute(
        "INSERT INTO inbox (key, kind, number, caller, at, reference, call_sid, taken_by, is_done,"
        " done_by, note, noted_by, notes)"
        " SELECT sid, 'missed', COALESCE(NULLIF(number, ''), '-'), caller, started_at, '', sid, '', verdict = 'told',"
        " '', '', '', 0 FROM calls WHERE verdict IN ('missed', 'told')"
    )


def downgrade() -> None:
    op.drop_table("inbox")
