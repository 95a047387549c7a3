package io.followsync.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.load.LoadProcess;
import io.followsync.benchmarks.report.Chart;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.Http;
import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.benchmarks.stack.SimulatedAccount;
import io.followsync.stack.job.JobClient;
import io.followsync.stack.job.JobView;
import io.followsync.stack.job.Session;

/**
 * A whole walk over both lists of one account, pages of 100 that each take 50 ms, by each
 * client in turn. Each client is one process, which has walked both lists 40 times
 * without latency before it is measured. One page in seven of the followers is short, so
 * that these are 212 pages.
 */
public final class PeersBenchmark implements Benchmark {

	private static final int FOLLOWERS = 14_000;

	private static final int FOLLOWING = 6_000;

	private static final int MUTUAL = 3_000;

	private static final int LATENCY_MS = 50;

	private static final int WARM_UP_WALKS = 40;

	private static final Duration WALK_TIMEOUT = Duration.ofMinutes(3);

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	@Override
	public String name() {
		return "peers";
	}

	@Override
	public void measure(Run run) throws Exception {
		Map<Peer, LoadProcess> peers = new EnumMap<>(Peer.class);
		try (MeasuredStack stack = MeasuredStack.start(run)) {
			SimulatedAccount account = stack.place(FOLLOWERS, FOLLOWING, MUTUAL, 0);
			for (Peer peer : Peer.values()) {
				start(run, peer, stack, account.session(), peers);
			}
			for (int walk = 0; walk < WARM_UP_WALKS; walk++) {
				analyze(stack, account.session());
				walk(run, peers);
			}
			account.answerIn(LATENCY_MS);
			List<Double> ours = new ArrayList<>();
			Map<Peer, List<Double>> theirs = new EnumMap<>(Peer.class);
			for (int round = 1; round <= run.rounds(); round++) {
				ours.add(analyze(stack, account.session()));
				walk(run, peers)
					.forEach((peer, seconds) -> theirs.computeIfAbsent(peer, (key) -> new ArrayList<>()).add(seconds));
			}
			theirs.keySet().retainAll(peers.keySet());
			report(run, Series.of("s", ours), theirs);
		}
		finally {
			peers.values().forEach(LoadProcess::close);
		}
	}

	private static void start(Run run, Peer peer, MeasuredStack stack, Session session, Map<Peer, LoadProcess> peers) {
		try {
			Peer.Program program = peer.prepare();
			run.recordVersion(peer.title(), program.version());
			List<String> command = new ArrayList<>(program.command());
			command.addAll(List.of(stack.parts().simulator().url().toString(), Long.toString(session.userId()),
					session.csrfToken(), session.sessionId()));
			peers.put(peer, LoadProcess.start(command, peer.source(), run.data().resolve(peer.title() + ".log")));
		}
		catch (NotMeasuredException ex) {
			run.recordNotMeasured(String.valueOf(ex.getMessage()));
		}
	}

	// One that fails is not measured, and walks no more.
	private static Map<Peer, Double> walk(Run run, Map<Peer, LoadProcess> peers) {
		Map<Peer, Double> seconds = new EnumMap<>(Peer.class);
		for (Peer peer : List.copyOf(peers.keySet())) {
			LoadProcess process = Objects.requireNonNull(peers.get(peer));
			try {
				seconds.put(peer, walk(process));
			}
			catch (RuntimeException ex) {
				run.recordNotMeasured("%s stopped: %s".formatted(peer.title(), ex));
				peers.remove(peer);
				process.close();
			}
		}
		return seconds;
	}

	private static double walk(LoadProcess peer) {
		peer.send("walk");
		var walked = peer.answer(WALK_TIMEOUT);
		// A list that is being read may show somebody twice.
		if (walked.path("members").asInt() < FOLLOWERS + FOLLOWING) {
			throw new IllegalStateException("It read " + walked);
		}
		return walked.path("seconds").asDouble();
	}

	// From the submission to the end of its stream; the result is stored by then.
	private static double analyze(MeasuredStack stack, Session session) {
		JobClient client = new JobClient(stack.gateway());
		Http gateway = new Http(stack.gateway());
		long began = System.nanoTime();
		String job = client.analyze(session);
		gateway.follow("/api/v1/jobs/" + job + "/events", WALK_TIMEOUT);
		double seconds = (System.nanoTime() - began) / NANOS_A_SECOND;
		JobView view = client.view(job);
		if (!view.hasResult()) {
			throw new IllegalStateException("%s ended as %s".formatted(job, view));
		}
		return seconds;
	}

	private static void report(Run run, Series ours, Map<Peer, List<Double>> theirs) {
		List<String> labels = new ArrayList<>(List.of("Followsync, stored"));
		List<Double> seconds = new ArrayList<>(List.of(ours.median()));
		theirs.forEach((peer, walks) -> {
			Series walk = Series.of("s", walks);
			run.record(Row
				.of("peers." + peer.title(), "Whole walk of both lists, Followsync / " + peer.title(),
						ours.dividedBy(walk), Goal.atMost(1))
				.with("Followsync, from submission to result", ours)
				.with(peer.title() + ", which stores nothing", walk));
			labels.add(peer.title());
			seconds.add(walk.median());
		});
		run.record(Chart.of("peers", "Both lists of 20,000 members, 50 ms a page", "seconds", labels)
			.with("whole walk", seconds));
	}

}
