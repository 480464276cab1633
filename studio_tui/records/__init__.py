"""What a type of record looks like to a person: columns, fields, tabs, search."""
