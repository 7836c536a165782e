"""Room endurance: how long muscles can give what a posture and a pace ask of them."""
