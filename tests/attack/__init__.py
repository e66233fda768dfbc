"""An attacker who knows the method: collects what a reader may read, and solves for what is hidden.

`python -m tests.attack` (or `make attack`) prints how much is recovered, on the sample hub and on
thinned copies of it in which small groups are common, and compares methods of disclosure control.
"""
