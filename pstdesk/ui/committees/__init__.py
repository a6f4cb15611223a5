"""The place Instances: the bodies level by level, and for one of them who sits there and when it met."""
