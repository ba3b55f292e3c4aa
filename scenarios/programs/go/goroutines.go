package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"
)

type batch struct {
	first int
	names []string
}

// fetchAll is the producer and the consumer; between them is a channel to the workers, and one back.
func fetchAll(start start, typesOf decoder) error {
	client := openClient(start)
	sayReady()
	names, err := list(client, start)
	if err != nil {
		return err
	}
	queue := make(chan batch)
	results := make(chan batchResult)
	var workers sync.WaitGroup
	for id := 0; id < start.Workers; id++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for batch := range queue {
				results <- fetchBatch(client, batch, start, typesOf)
			}
		}()
	}
	go produce(names, start, queue)
	go func() {
		workers.Wait()
		close(results)
	}()
	for result := range results {
		sayResult(result)
	}
	sayDone(map[string]any{"GOMAXPROCS": runtime.GOMAXPROCS(0)})
	return nil
}

// openClient shares one pool of connections between all workers.
func openClient(start start) *http.Client {
	connections := start.Workers * start.InFlight
	return &http.Client{
		// Of a whole request, where other models limit the wait for each piece of its answer.
		Timeout: time.Duration(start.RequestTimeoutMs) * time.Millisecond,
		Transport: &http.Transport{
			MaxConnsPerHost:     connections,
			MaxIdleConns:        connections,
			MaxIdleConnsPerHost: connections,
			// Bodies are inflated where they are decoded, as in the other models.
			DisableCompression: true,
		},
	}
}

// produce cuts the items into batches; items beyond the last name start again at the first.
func produce(names []string, start start, queue chan<- batch) {
	for first := 0; first < start.Items; first += start.BatchSize {
		count := start.BatchSize
		if first+count > start.Items {
			count = start.Items - first
		}
		part := make([]string, count)
		for i := range part {
			part[i] = names[(first+i)%len(names)]
		}
		queue <- batch{first, part}
	}
	close(queue)
}

// fetchBatch has a goroutine per item, as many at once as a worker may have in flight.
func fetchBatch(client *http.Client, batch batch, start start, typesOf decoder) batchResult {
	result := batchResult{
		first:    batch.first,
		names:    batch.names,
		lines:    make([]*string, len(batch.names)),
		failures: make([]*itemError, len(batch.names)),
	}
	slots := make(chan struct{}, start.InFlight)
	var items sync.WaitGroup
	for i, name := range batch.names {
		slots <- struct{}{}
		items.Add(1)
		go func(i int, name string) {
			defer items.Done()
			body, failure := get(client, start.Origin+"/api/v2/pokemon/"+name, start.Encoding)
			<-slots
			if failure != nil {
				result.failures[i] = failure
				return
			}
			result.lines[i], result.failures[i] = compute(name, body, start.Encoding, typesOf)
		}(i, name)
	}
	items.Wait()
	return result
}

func list(client *http.Client, start start) ([]string, error) {
	url := fmt.Sprintf("%s/api/v2/pokemon?limit=%d", start.Origin, start.Items)
	body, failure := get(client, url, "identity")
	if failure != nil {
		return nil, failure
	}
	var document struct {
		Results []struct {
			Name string `json:"name"`
		} `json:"results"`
	}
	if err := json.Unmarshal(body, &document); err != nil {
		return nil, err
	}
	if len(document.Results) == 0 {
		return nil, errors.New("the list is empty")
	}
	names := make([]string, len(document.Results))
	for i, result := range document.Results {
		names[i] = result.Name
	}
	return names, nil
}

// get is the body of a 200 in the encoding that was asked for; all else is an error.
func get(client *http.Client, url, encoding string) ([]byte, *itemError) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, &itemError{"other", err.Error()}
	}
	request.Header.Set("accept-encoding", encoding)
	response, err := client.Do(request)
	if err != nil {
		return nil, &itemError{kindOf(err), err.Error()}
	}
	defer response.Body.Close()
	// Read even where it is not wanted, so that the connection lives on.
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, &itemError{kindOf(err), err.Error()}
	}
	if response.StatusCode != http.StatusOK {
		return nil, &itemError{"status", fmt.Sprintf("%s answered %d", url, response.StatusCode)}
	}
	came := response.Header.Get("content-encoding")
	if came == "" {
		came = "identity"
	}
	if came != encoding {
		return nil, &itemError{"encoding", fmt.Sprintf("%s came as %s", url, came)}
	}
	return body, nil
}

func kindOf(err error) string {
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return "timeout"
	}
	return "connection"
}
