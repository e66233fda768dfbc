"""Rows of the registers that the hub judges by, and what can be told from one row."""

from datetime import date

from dashboard.domain.facts.row import Row, row_type
from data.calendar import Quarter, owes_return
from data.registers import REGISTERS

Assessment = row_type("vfm")
Call = row_type("opportunities")
Decision = row_type("decisions")
Objective = row_type("objectives")
Partner = row_type("partners")
Payment = row_type("payments")
Review = row_type("reviews")
School = row_type("schools")
Waiver = row_type("waivers")


class Agreement(Row, register=REGISTERS["agreements"]):
    """What a partner delivers, where and when."""

    def runs_in(self, first: date, last: date) -> bool:
        """Whether it runs on any day from first to last."""
        return self.starts_on <= last and self.ends_on >= first

    def owes(self, quarter: Quarter) -> bool:
        """Whether it runs long enough in a quarter to owe a return."""
        return owes_return(quarter, self.starts_on, self.ends_on)


class Allocation(Row, register=REGISTERS["allocations"]):
    """A sum that is set aside for an agreement, or for a service itself."""

    @property
    def is_own_share(self) -> bool:
        """Whether it is the service's own share rather than one agreement's."""
        return not self.agreement_code


class Need(Row, register=REGISTERS["needs"]):
    """A need of an area that the hub's plan answers to."""

    @property
    def is_open(self) -> bool:
        """Whether it is still on the register; on the day on which it was closed it is not."""
        return self.closed_on is None


class Risk(Row, register=REGISTERS["risks"]):
    """A risk to one agreement, or to the hub where its agreement's code is `Hub`.

    Likelihood and impact are 1 to 5; `residual` is what is left once something is done about it.
    """

    @property
    def is_open(self) -> bool:
        return self.status != "closed"

    @property
    def points(self) -> tuple[int, int]:
        """Likelihood and impact: the residual ones where both are known, else the inherent ones."""
        if self.residual_likelihood and self.residual_impact:
            return self.residual_likelihood, self.residual_impact
        return self.inherent_likelihood, self.inherent_impact

    @property
    def score(self) -> int:
        likelihood, impact = self.points
        return likelihood * impact
