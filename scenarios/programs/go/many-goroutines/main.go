// Starts so many goroutines that wait, says so, and ends with its input: what does one more cost?
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"
)

func main() {
	count, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	gate := make(chan struct{})
	var started, ended sync.WaitGroup
	started.Add(count)
	ended.Add(count)
	for i := 0; i < count; i++ {
		go func() {
			started.Done()
			<-gate
			ended.Done()
		}()
	}
	started.Wait()
	fmt.Println(count)
	io.Copy(io.Discard, os.Stdin)
	close(gate)
	ended.Wait()
}
