package io.followsync.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The keys of gateways and of workers in a directory, and what they seal. */
abstract class AbstractKeysTests {

	protected final JobId job = JobId.next();

	protected final CredentialSubject subject = new CredentialSubject.OfJob(this.job);

	protected final WebSession session = new WebSession("secretToken", "5012345678%3Asecret");

	protected final Capability capability = new Capability("0123456789abcdef");

	/** How many values could not be opened. */
	protected final AtomicInteger unopened = new AtomicInteger();

	@TempDir
	protected Path keys;

	/** Runs the command of the keys' tool. */
	protected void keys(String... command) {
		List<String> arguments = Stream.concat(Stream.of(command), Stream.of(this.keys.toString())).toList();
		assertThat(KeysMain.run(arguments, System.out, System.err)).isZero();
	}

	/** A gateway that starts now. */
	protected GatewayKeys gateway() {
		return GatewayKeys.load(this.keys.resolve("gateway"), false, this.unopened::incrementAndGet);
	}

	/** What a worker that starts now opens credentials with. */
	protected CredentialOpener worker() {
		return CredentialOpener.load(this.keys.resolve("worker"), false, this.unopened::incrementAndGet);
	}

}
