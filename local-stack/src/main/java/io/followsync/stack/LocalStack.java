package io.followsync.stack;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.followsync.embedded.Database;
import io.followsync.embedded.KafkaService;
import io.followsync.embedded.PostgresService;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import io.followsync.stack.process.LifelineAgent;
import io.followsync.stack.process.ServiceProcess;
import io.followsync.stack.process.Supervisor;
import org.jspecify.annotations.Nullable;

/**
 * The running stack. Each part is a process that ends with this JVM, can be taken down on
 * its own, and returns at the same address with its stored data.
 */
public final class LocalStack implements AutoCloseable {

	private final StackConfig config;

	private final DataDirectory data;

	private final Infrastructure infrastructure;

	private final Database database;

	private final ServiceSpecs specs;

	private final ServiceProcess simulator;

	private final ServiceProcess gateway;

	private final List<ServiceProcess> workers = new CopyOnWriteArrayList<>();

	private volatile @Nullable Supervisor supervisor;

	private LocalStack(StackConfig config, DataDirectory data, Infrastructure infrastructure) {
		this.config = config;
		this.data = data;
		this.infrastructure = infrastructure;
		this.database = infrastructure.postgres().database("followsync");
		this.specs = new ServiceSpecs(config, infrastructure, this.database);
		this.simulator = new ServiceProcess(ServiceSpecs.simulator(config));
		this.gateway = new ServiceProcess(this.specs.gateway());
		for (int number = 1; number <= config.workers(); number++) {
			this.workers.add(new ServiceProcess(this.specs.worker(number)));
		}
	}

	/**
	 * Starts everything and returns when all of it is ready.
	 * @throws StackException when a program was not built, another stack uses the same
	 * data, or a part does not start; then nothing is left running
	 */
	public static LocalStack start(StackConfig config) {
		return start(config, (part) -> {
		});
	}

	/** Like {@link #start(StackConfig)}, reporting progress to the listener. */
	public static LocalStack start(StackConfig config, StartListener listener) {
		ServiceSpecs.requireBuilt(config);
		DataDirectory data = DataDirectory.open(config.data());
		Runnable undo = data::close;
		try {
			data.rotateLogs();
			LifelineAgent.writeJar(ServiceSpecs.agent(config));
			StackKeys.of(config).createMissing(ServiceSpecs.gatewayProgram(config));
			listener.starting("PostgreSQL and Kafka");
			Infrastructure infrastructure = Infrastructure.start(config, data);
			undo = () -> {
				infrastructure.close();
				data.close();
			};
			LocalStack stack = new LocalStack(config, data, infrastructure);
			undo = stack::close;
			listener.created(stack);
			listener.starting("the simulator, the gateway and "
					+ ((config.workers() == 1) ? "a worker" : config.workers() + " workers"));
			stack.startServices();
			return stack;
		}
		catch (RuntimeException ex) {
			undo.run();
			throw ex;
		}
	}

	/** When one cannot start, the others do not wait, and its failure is thrown. */
	private void startServices() {
		List<ServiceProcess> services = services();
		Parallel.run(services.stream().map((service) -> (Runnable) service::start).toList(),
				() -> services.forEach(ServiceProcess::askToStop));
	}

	/**
	 * Restarts, until the stack is closed, every part that ends although nobody asked for
	 * it. Ends by the methods of the parts are asked for. Closing what is returned ends
	 * this earlier.
	 */
	public Supervisor supervise(Supervisor.RestartPolicy policy, Supervisor.Listener listener) {
		Supervisor started = new Supervisor(policy, listener, Clock.systemUTC());
		this.supervisor = started;
		List<Supervisor.Part> stores = this.infrastructure.parts();
		stores.forEach(started::supervise);
		services().stream()
			.map((service) -> new Supervisor.Part(service.name(), service::unexpectedEnd, service::start, stores))
			.forEach(started::supervise);
		return started;
	}

	public StackConfig config() {
		return this.config;
	}

	public ServiceProcess gateway() {
		return this.gateway;
	}

	public ServiceProcess simulator() {
		return this.simulator;
	}

	/** The worker with that number, from 1. */
	public ServiceProcess worker(int number) {
		return this.workers.get(number - 1);
	}

	public List<ServiceProcess> services() {
		return Stream.concat(Stream.of(this.simulator, this.gateway), this.workers.stream()).toList();
	}

	public KafkaService kafka() {
		return this.infrastructure.kafka();
	}

	public PostgresService postgres() {
		return this.infrastructure.postgres();
	}

	public Database database() {
		return this.database;
	}

	/**
	 * A second replica of the gateway on free ports, for the caller to start and stop. It
	 * ends with this JVM at the latest.
	 */
	public ServiceProcess anotherGateway() {
		return new ServiceProcess(this.specs.gateway("gateway-2", FreePorts.next(), FreePorts.next()));
	}

	/** Starts one more worker; returns when it is ready. */
	public synchronized ServiceProcess addWorker() {
		ServiceProcess worker = new ServiceProcess(this.specs.worker(this.workers.size() + 1));
		this.workers.add(worker);
		worker.start();
		return worker;
	}

	/** Ends every process at once, as by a power cut. */
	public void killAll() {
		services().stream().filter(ServiceProcess::isAlive).forEach(ServiceProcess::kill);
		this.infrastructure.kill();
	}

	/** Starts what is not running, after {@link #killAll()} or kills of single parts. */
	public void startAgain() {
		this.infrastructure.startAgain();
		startServices();
	}

	/** Stops the services first, then the broker, then the database. */
	@Override
	public void close() {
		Supervisor running = this.supervisor;
		if (running != null) {
			running.close();
		}
		services().forEach(ServiceProcess::askToStop);
		services().forEach(ServiceProcess::awaitStop);
		this.infrastructure.close();
		this.data.close();
	}

	/**
	 * Deletes everything in the data folder.
	 * @throws StackException when a stack uses it
	 */
	public static void clear(StackConfig config) {
		try (DataDirectory data = DataDirectory.open(config.data())) {
			data.contents().forEach(Directories::delete);
		}
	}

	public interface StartListener {

		void starting(String part);

		/** The stack can be closed from now on, although not all of it is ready. */
		default void created(LocalStack stack) {
		}

	}

}
