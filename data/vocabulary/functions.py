"""The functions of a Local Plan for Music Education, by key."""

FUNCTIONS = {
    "partnership": "Partnership",
    "schools": "Schools",
    "progression": "Progression and Musical Development",
    "inclusion": "Inclusion",
    "sustainability": "Sustainability",
}
