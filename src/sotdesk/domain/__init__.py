"""What a coordinator knows: pure rules and plain data, standard library only."""
