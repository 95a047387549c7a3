package io.followsync.gateway.syncs.web;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.swagger.v3.oas.annotations.media.Schema;

/** The paths of a sync in this API. */
record SyncLinksJson(
		@Schema(example = "/api/v1/accounts/5012345678/syncs/019ac7d2-5c1e-7f3a-9b61-0d6f0e6f1c55") String self,
		@Schema(example = "/api/v1/accounts/5012345678/syncs/019ac7d2-5c1e-7f3a-9b61-0d6f0e6f1c55/events") String events) {

	static SyncLinksJson of(AccountId account, JobId sync) {
		String self = SyncController.path(account) + "/" + sync;
		return new SyncLinksJson(self, self + "/events");
	}

}
