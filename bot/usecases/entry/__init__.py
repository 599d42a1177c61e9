"""Where every unit of work begins: the gate, routes, the tick, results of sending."""
