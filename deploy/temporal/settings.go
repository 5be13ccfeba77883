package main

import (
	"go.temporal.io/server/common/dynamicconfig"
)

// ample stands for "no limit that one company reaches": the defaults protect a cluster shared by strangers.
const ample = 100_000

// settings is the dynamic configuration. Measured on two cores, the poll rates alone take a signature from 42 ms
// to 10 ms: with the default of 20 polls a second for each shard, every task that is not eager waits its turn.
var settings = dynamicconfig.StaticClient{
	dynamicconfig.MakeKey("history.transferProcessorMaxPollRPS"):   2000,
	dynamicconfig.MakeKey("history.timerProcessorMaxPollRPS"):      2000,
	dynamicconfig.MakeKey("history.visibilityProcessorMaxPollRPS"): 2000,

	// One partition needs no forwarding, which is limited to ten a second.
	dynamicconfig.MakeKey("matching.numTaskqueueReadPartitions"):  1,
	dynamicconfig.MakeKey("matching.numTaskqueueWritePartitions"): 1,

	dynamicconfig.MakeKey("system.forceSearchAttributesCacheRefreshOnRead"): true,

	// A case that is talked about much, or looked at often, refuses nobody: with the default it takes 2,000 acts.
	dynamicconfig.MakeKey("history.maxTotalUpdates"): ample,

	// A private server tells nobody outside that it runs.
	dynamicconfig.MakeKey("frontend.enableServerVersionCheck"): false,

	dynamicconfig.MakeKey("frontend.rps"):                     ample,
	dynamicconfig.MakeKey("frontend.namespaceRPS"):            ample,
	dynamicconfig.MakeKey("frontend.namespaceRPS.visibility"): 1000,
	dynamicconfig.MakeKey("frontend.namespaceCount"):          ample,
	dynamicconfig.MakeKey("frontend.persistenceMaxQPS"):       ample,
	dynamicconfig.MakeKey("history.rps"):                      ample,
	dynamicconfig.MakeKey("history.persistenceMaxQPS"):        ample,
	dynamicconfig.MakeKey("matching.rps"):                     ample,
	dynamicconfig.MakeKey("matching.persistenceMaxQPS"):       ample,
}
