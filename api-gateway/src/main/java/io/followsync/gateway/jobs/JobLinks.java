package io.followsync.gateway.jobs;

import io.followsync.job.Capability;

/** Where a job's holder finds more, as paths of this API. */
public record JobLinks(String self, String events, String result) {

	public static JobLinks of(Capability capability) {
		String self = "/api/v1/jobs/" + capability.value();
		return new JobLinks(self, self + "/events", self + "/result");
	}

}
