package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
	"time"

	"go.temporal.io/sdk/worker"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// historyShards is fixed for ever by the first start on a database: four suit one machine with PostgreSQL.
const historyShards = 4

// clusterName is what Temporal calls the one cluster there is.
const clusterName = "active"

// Connections to PostgreSQL at most; together far below what a small cluster allows.
const (
	mainConns       = 40
	visibilityConns = 10
)

// start brings up the server and registers the namespace; when it returns a workflow can be started.
func start(ctx context.Context, o options) (temporal.Server, error) {
	// Else the SDK of the system workers hashes this whole program at every start, half a second of it.
	worker.SetBinaryChecksum(headers.ServerVersion)
	c, err := configure(ctx, o)
	if err != nil {
		return nil, err
	}
	server, err := temporal.NewServer(
		temporal.WithConfig(c),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts(c)),
		temporal.WithLogger(logger),
		temporal.WithNamespaceLogger(logger),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return authorization.NewNoopClaimMapper() }),
		temporal.WithDynamicConfigClient(settings),
	)
	if err != nil {
		return nil, fmt.Errorf("configure the Temporal server: %w", err)
	}
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("start the Temporal server: %w", err)
	}
	return server, register(ctx, o.listen, o.namespace)
}

// configure prepares the databases and describes a server of four services on loopback ports.
func configure(ctx context.Context, o options) (*config.Config, error) {
	main, err := store(o.database, mainDatabase, mainConns)
	if err != nil {
		return nil, err
	}
	visibility, err := store(o.database, visibilityDatabase, visibilityConns)
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, o.database, map[string]*config.SQL{mainSchema: main, visibilitySchema: visibility}); err != nil {
		return nil, err
	}
	services, err := services(o.listen)
	if err != nil {
		return nil, err
	}
	return describe(o.listen, main, visibility, services), nil
}

func describe(front string, main, visibility *config.SQL, services map[string]config.Service) *config.Config {
	var c config.Config
	c.Global.Membership = config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: "127.0.0.1"}
	c.Persistence = config.Persistence{
		DefaultStore: "main", VisibilityStore: "visibility", NumHistoryShards: historyShards,
		DataStores: map[string]config.DataStore{"main": {SQL: main}, "visibility": {SQL: visibility}},
	}
	c.ClusterMetadata = &cluster.Config{
		FailoverVersionIncrement: 10, MasterClusterName: clusterName, CurrentClusterName: clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{
			clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: front},
		},
	}
	c.DCRedirectionPolicy.Policy = "noop"
	c.Archival.History.State, c.Archival.Visibility.State = "disabled", "disabled"
	c.NamespaceDefaults.Archival.History.State, c.NamespaceDefaults.Archival.Visibility.State = "disabled", "disabled"
	c.PublicClient.HostPort = front
	c.Services = services
	return &c
}

// services gives the frontend the address clients use and every other service a free loopback port.
func services(listen string) (map[string]config.Service, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, fmt.Errorf("--listen is no address: %w", err)
	}
	front, err := strconv.Atoi(port)
	if err != nil || front == 0 {
		return nil, fmt.Errorf("--listen %s: name a port", listen)
	}
	all := map[string]config.Service{"frontend": {RPC: config.RPC{GRPCPort: front, BindOnIP: host}}}
	ports, err := freePorts(len(temporal.DefaultServices))
	if err != nil {
		return nil, err
	}
	for i, name := range temporal.DefaultServices {
		if _, done := all[name]; !done {
			all[name] = config.Service{RPC: config.RPC{GRPCPort: ports[i], BindOnIP: "127.0.0.1"}}
		}
	}
	return all, nil
}

// hosts tells every service where the others are, so that none of them gossips.
func hosts(c *config.Config) map[primitives.ServiceName]static.Hosts {
	all := map[primitives.ServiceName]static.Hosts{}
	for name, s := range c.Services {
		address := net.JoinHostPort(s.RPC.BindOnIP, strconv.Itoa(s.RPC.GRPCPort))
		all[primitives.ServiceName(name)] = static.SingleLocalHost(address)
	}
	return all
}

// The ports of the services lie below those that a kernel gives to outgoing
// connections, and beside those of the parts that a countersign starts: what was free
// a moment ago is still free when the service listens.
const lowestPort, portCount = 10000, 10000

// freePorts finds so many ports of which nobody takes one while the others are sought.
func freePorts(count int) (ports []int, err error) {
	for try := 0; len(ports) < count; try++ {
		port := lowestPort + rand.IntN(portCount)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			if try < 100 {
				continue // taken: another
			}
			return nil, fmt.Errorf("no free loopback port: %w", err)
		}
		defer l.Close()
		ports = append(ports, port)
	}
	return ports, nil
}
