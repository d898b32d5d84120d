"""Coverage-guided fuzzing of what reads the platform's answers.

    make fuzz                          a minute for each target
    make fuzz SECONDS=3600 TARGET=answers

`targets.py` says what must hold for any bytes. The fuzzer (atheris) looks for bytes that break it,
guided by which lines of ours they reach. Inputs that reached something new are kept as seeds in
`tests/fixtures/fuzz/<target>`, and `make test` runs every target over all of them.

A broken promise ends the run with the error; the input is in `build/fuzz/<target>-crash-…`. Copy
it to the seeds, so that it is tried for ever, then mend the code.
"""
