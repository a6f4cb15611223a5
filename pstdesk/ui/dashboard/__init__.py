"""The place Tableau de bord: what to do now, each line the way to the thing itself."""
