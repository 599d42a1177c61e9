"""How a ballot goes and went: `figures` of one, and the `report` of one or several."""
