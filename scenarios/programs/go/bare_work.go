package main

import (
	"encoding/json"
	"os"
)

// bareWork is the floor: the bodies of the reference run, read from a file and decoded one by one.
func bareWork(start start, typesOf decoder) error {
	text, err := os.ReadFile(*start.BodyPackPath + ".json")
	if err != nil {
		return err
	}
	var index struct {
		Names []string `json:"names"`
		Ends  []int64  `json:"ends"`
	}
	if err := json.Unmarshal(text, &index); err != nil {
		return err
	}
	file, err := os.Open(*start.BodyPackPath)
	if err != nil {
		return err
	}
	defer file.Close()
	sayReady()
	result := batchResult{
		lines:    make([]*string, start.Items),
		names:    make([]string, start.Items),
		failures: make([]*itemError, start.Items),
	}
	for item := 0; item < start.Items; item++ {
		at := item % len(index.Names)
		var from int64
		if at > 0 {
			from = index.Ends[at-1]
		}
		body := make([]byte, index.Ends[at]-from)
		if _, err := file.ReadAt(body, from); err != nil {
			return err
		}
		name := index.Names[at]
		result.names[item] = name
		result.lines[item], result.failures[item] = compute(name, body, start.Encoding, typesOf)
	}
	sayResult(result)
	sayDone(map[string]any{})
	return nil
}
