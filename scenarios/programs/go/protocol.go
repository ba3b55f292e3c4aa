package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// start is the one line on stdin: what is to be done.
type start struct {
	Origin           string  `json:"origin"`
	Items            int     `json:"items"`
	Workers          int     `json:"workers"`
	InFlight         int     `json:"inFlight"`
	BatchSize        int     `json:"batchSize"`
	Encoding         string  `json:"encoding"`
	RequestTimeoutMs int     `json:"requestTimeoutMs"`
	BodyPackPath     *string `json:"bodyPackPath"`
}

// itemError says why an item has no result; the kinds are those of docs/programs.md.
type itemError struct {
	kind, message string
}

func (e *itemError) Error() string { return e.message }

// batchResult is what became of consecutive items.
type batchResult struct {
	first    int
	names    []string
	lines    []*string
	failures []*itemError // one per item; nil where it has a line
}

func readStart() start {
	var given start
	if err := json.NewDecoder(bufio.NewReader(os.Stdin)).Decode(&given); err != nil {
		fmt.Fprintln(os.Stderr, "stdin must hold the settings as JSON:", err)
		os.Exit(2)
	}
	return given
}

// say writes one line to stdout, unbuffered: the moment of its arrival is measured.
func say(line map[string]any) {
	text, err := json.Marshal(line)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(append(text, '\n'))
}

func sayReady() { say(map[string]any{"type": "ready"}) }

func sayDone(counters map[string]any) {
	say(map[string]any{"type": "counters", "counters": counters})
	say(map[string]any{"type": "done"})
}

func sayResult(result batchResult) {
	for i, failure := range result.failures {
		if failure != nil {
			say(map[string]any{
				"type": "failure", "item": result.names[i],
				"kind": failure.kind, "message": failure.message,
			})
		}
	}
	say(map[string]any{"type": "result", "first": result.first, "lines": result.lines})
}
