// Fetches Pokémon with goroutines, or does the bare work, as docs/programs.md asks of a program.
package main

import (
	"fmt"
	"os"
)

func main() {
	start := readStart()
	typesOf := map[string]decoder{
		"whole-document": typesOfWhole,
		"needed-fields":  typesOfNeeded,
	}[os.Args[2]]
	var err error
	if os.Args[1] == "bare-work" {
		err = bareWork(start, typesOf)
	} else {
		err = fetchAll(start, typesOf)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
