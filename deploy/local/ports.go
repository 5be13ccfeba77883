package local

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
)

// Ports are chosen below the range from which the kernel serves outgoing connections, so that one which is
// remembered is rarely taken by a passer-by.
const lowestPort, portCount = 20000, 10000

// ports are those of the parts, remembered in a file.
type ports struct {
	file     string
	Postgres int `json:"postgres"`
	Temporal int `json:"temporal"`
}

func readPorts(file string) (*ports, error) {
	p := &ports{file: file}
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, p); err != nil {
		return nil, fmt.Errorf("%s is damaged, remove it: %w", file, err)
	}
	return p, nil
}

// settle keeps a remembered port that is free, else chooses another and remembers that.
func (p *ports) settle(port *int) error {
	if *port != 0 && free(*port) {
		return nil
	}
	for range 100 {
		*port = lowestPort + rand.IntN(portCount)
		if *port != p.Postgres+p.Temporal-*port && free(*port) {
			return p.write()
		}
	}
	return errors.New("no free port was found between 20000 and 29999 on 127.0.0.1")
}

func (p *ports) write() error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return Keep(p.file, text, 0o644)
}

func free(port int) bool {
	l, err := net.Listen("tcp", loopback(port))
	return err == nil && l.Close() == nil
}

func loopback(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

func (p *ports) temporalAddress() string { return loopback(p.Temporal) }
