package io.followsync.gateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.vault.CredentialOpener;
import io.followsync.vault.GatewayKeys;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.util.FileSystemUtils;

/** What the vault costs: a submission is sealed, a claim opens its credential. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VaultBenchmarks {

	private final WebSession session = new WebSession("a".repeat(32), "61234567890%3A" + "b".repeat(14) + "%3A20");

	private final Capability capability = Capability.random();

	private final JobId job = JobId.next();

	private final CredentialSubject subject = new CredentialSubject.OfJob(this.job);

	private Path directory;

	private GatewayKeys keys;

	private CredentialOpener opener;

	private byte[] sealed;

	@Setup
	public void createKeys() throws IOException {
		this.directory = Files.createTempDirectory("keys");
		this.keys = GatewayKeys.load(this.directory, true, () -> {
		});
		this.opener = CredentialOpener.load(this.directory, true, () -> {
		});
		this.sealed = sealCredential();
	}

	@TearDown
	public void deleteKeys() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

	@Benchmark
	public byte[] sealCredential() {
		return this.keys.credentials().seal(this.subject, this.session);
	}

	@Benchmark
	public WebSession openCredential() {
		return this.opener.open(this.subject, this.sealed);
	}

	@Benchmark
	public byte[] sealCapability() {
		return this.keys.capabilities().seal(this.job, this.capability);
	}

	@Benchmark
	public byte[] hashCapability() {
		return this.keys.fingerprints().of(this.capability);
	}

}
