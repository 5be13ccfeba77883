package main

import (
	"net"
	"strconv"
	"testing"
)

func TestAServicePortIsFreeAndNoOutgoingConnectionGetsIt(t *testing.T) {
	seen := map[int]bool{}
	for range 20 {
		ports, err := freePorts(4)
		if err != nil {
			t.Fatal(err)
		}
		for _, port := range ports {
			if port < lowestPort || port >= lowestPort+portCount {
				t.Fatalf("port %d", port)
			}
			l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close() // the next round finds others
			if seen[port] {
				t.Fatalf("port %d was given twice", port)
			}
			seen[port] = true
		}
	}
}
