"""Room cases: invented runners, to practise clinical reasoning."""
