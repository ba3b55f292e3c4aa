package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// decoder takes the names of a Pokémon's types from its document.
type decoder func(document []byte) ([]string, *itemError)

// compute is the work of one item: inflate, decode, and write the result line.
func compute(name string, body []byte, encoding string, typesOf decoder) (*string, *itemError) {
	document, err := inflated(body, encoding)
	if err != nil {
		return nil, &itemError{"encoding", fmt.Sprintf("%s: bad gzip body: %v", name, err)}
	}
	types, failure := typesOf(document)
	if failure != nil {
		return nil, &itemError{failure.kind, fmt.Sprintf("%s: %s", name, failure.message)}
	}
	line := fmt.Sprintf("Worker fetched %s: [%s]", name, strings.Join(types, ", "))
	return &line, nil
}

func inflated(body []byte, encoding string) ([]byte, error) {
	if encoding != "gzip" {
		return body, nil
	}
	reader, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// typesOfWhole builds the whole document, as JSON.parse does in the models of Node.
func typesOfWhole(document []byte) ([]string, *itemError) {
	var whole any
	if err := json.Unmarshal(document, &whole); err != nil {
		return nil, &itemError{"json", err.Error()}
	}
	object, _ := whole.(map[string]any)
	slots, ok := object["types"].([]any)
	if !ok {
		return nil, &itemError{"shape", "no types"}
	}
	names := make([]string, len(slots))
	for i, slot := range slots {
		fields, _ := slot.(map[string]any)
		kind, _ := fields["type"].(map[string]any)
		if names[i], ok = kind["name"].(string); !ok {
			return nil, &itemError{"shape", "a type without a name"}
		}
	}
	return names, nil
}

// typesOfNeeded skips every field that is not named here, which is less work.
func typesOfNeeded(document []byte) ([]string, *itemError) {
	var needed struct {
		Types []struct {
			Type struct {
				Name string `json:"name"`
			} `json:"type"`
		} `json:"types"`
	}
	if err := json.Unmarshal(document, &needed); err != nil {
		return nil, &itemError{"json", err.Error()}
	}
	names := make([]string, len(needed.Types))
	for i, slot := range needed.Types {
		names[i] = slot.Type.Name
	}
	return names, nil
}
