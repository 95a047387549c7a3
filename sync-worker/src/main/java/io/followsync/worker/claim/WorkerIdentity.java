package io.followsync.worker.claim;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The name under which this replica holds jobs: the configured one or the host's, always
 * with a suffix that is new on every start.
 */
@Component
public class WorkerIdentity {

	private static final int MARK_DIGITS = 6;

	private final String id;

	public WorkerIdentity(@Value("${followsync.worker.id:}") String configured) {
		String mark = UUID.randomUUID().toString().substring(0, MARK_DIGITS);
		this.id = (configured.isBlank() ? host() : configured) + "-" + mark;
	}

	public String id() {
		return this.id;
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "worker";
		}
	}

}
