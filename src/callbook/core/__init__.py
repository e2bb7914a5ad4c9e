"""The ground of everything: time, identifiers, the journal, wires with their faults, messages, clauses, errors."""
