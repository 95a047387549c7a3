package io.followsync.gateway.jobs;

import io.followsync.job.Capability;

/** The paths of a job in this API. */
public record JobLinks(String self, String events, String result) {

	public static JobLinks of(Capability capability) {
		String self = "/api/v1/jobs/" + capability.value();
		return new JobLinks(self, self + "/events", self + "/result");
	}

}
