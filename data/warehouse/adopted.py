"""The settings of the policy with all that was adopted since the hub began."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from data.adjustable import changed
from data.policies import Policy, policies
from data.warehouse.tables import policy_version


def read_policies(connection: Connection) -> tuple[Policy, ...]:
    """Every version, oldest first: those the hub started from, and those adopted since."""
    adopted = select(policy_version).order_by(
        policy_version.c.in_force_from, policy_version.c.file_id
    )
    return with_adopted(policies(), connection.execute(adopted).all())


def with_adopted(started_from: Iterable[Policy], adopted: Iterable[Any]) -> tuple[Policy, ...]:
    """Each adopted version is the one in force before it, with what it changes."""
    versions = list(started_from)
    for row in adopted:
        before = [version for version in versions if version.in_force_from <= row.in_force_from]
        versions.insert(len(before), _adopted(before[-1] if before else versions[0], row))
    return tuple(versions)


def _adopted(before: Policy, row: Any) -> Policy:
    changes = json.loads(row.changes)
    return replace(
        changed(before, changes),
        version=row.version,
        in_force_from=row.in_force_from,
        adopted_by=row.adopted_by,
        adopted_on=row.adopted_on,
        status=row.status,
        changes=changes,
    )
