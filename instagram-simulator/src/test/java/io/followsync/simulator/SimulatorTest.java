package io.followsync.simulator;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A running simulator over real HTTP, and an account number that no other test uses. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "simulator.hang.closes-after=1500ms")
public abstract class SimulatorTest {

	private static final AtomicLong ACCOUNTS = new AtomicLong(5_012_345_678L);

	protected final long account = ACCOUNTS.incrementAndGet();

	protected SimulatorClient simulator;

	protected SessionClient owner;

	@LocalServerPort
	private int port;

	/** Plans one fault, instead of all earlier ones. */
	protected void planFault(String list, int atPage, int times, String kind) {
		this.simulator.faults(this.account, """
				[{"list":"%s","atPage":%d,"times":%d,"kind":"%s"}]""".formatted(list, atPage, times, kind));
	}

	@BeforeEach
	void connect() {
		this.simulator = new SimulatorClient(this.port);
		this.owner = this.simulator.sessionOf(this.account);
	}

}
