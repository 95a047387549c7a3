package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.edge.netty.DetachedResponse;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamingProperties;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

class StreamWriterTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final StreamingProperties PROPERTIES = new StreamingProperties(Duration.ofSeconds(2),
			Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(5), 10, 10, 200, 0.5,
			Duration.ofMinutes(1));

	private final JobId job = JobId.next();

	private final AtomicBoolean slotFree = new AtomicBoolean();

	private final StreamWriter writer = new StreamWriter(new EventFrames(JsonMapper.shared(), PROPERTIES),
			new Heartbeats(PROPERTIES), () -> this.slotFree.set(true));

	private final TestPublisher<JobEvents.Signal> signals = TestPublisher.create();

	private final DetachedResponse response = mock();

	// Of the connection's event loop.
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final Queue<DefaultChannelPromise> sends = new ArrayDeque<>();

	@BeforeEach
	void connect() {
		EmbeddedChannel channel = new EmbeddedChannel();
		willAnswer((call) -> this.tasks.add(call.getArgument(0))).given(this.response).execute(any());
		given(this.response.send(any())).willAnswer((call) -> {
			DefaultChannelPromise sent = new DefaultChannelPromise(channel, channel.eventLoop());
			this.sends.add(sent);
			return sent;
		});
	}

	@Test
	void asksForAnEventOnceTheOneBeforeHasGoneToTheSocket() {
		AtomicLong requested = new AtomicLong();
		open(this.signals.flux().doOnRequest(requested::addAndGet));
		assertThat(requested).hasValue(1);
		this.signals.next(new JobEvents.Opened());
		this.writer.onDetached(this.response);
		assertThat(requested).hasValue(2);

		this.signals.next(event(1, JobState.RUNNING));
		runTasks();
		assertThat(requested).hasValue(2);
		this.sends.remove().setSuccess();
		assertThat(requested).hasValue(3);
	}

	@Test
	void aStreamThatCompletesBeforeItIsOpenIsRefused() {
		StepVerifier.create(this.writer.open(Flux.empty()))
			.expectErrorMatches((ex) -> ex instanceof ApiException api && api.code() == ErrorCode.UNAVAILABLE)
			.verify(TIMEOUT);
	}

	@Test
	void endsOnceAfterTheLastEventHoweverOftenTheLoopRuns() {
		open(this.signals.flux());
		this.signals.next(new JobEvents.Opened());
		this.writer.onDetached(this.response);
		this.signals.next(event(2, JobState.COMPLETED));
		this.signals.complete();
		assertThat(this.tasks).hasSize(2);
		runTasks();

		InOrder order = inOrder(this.response);
		then(this.response).should(order, times(1)).send(any());
		then(this.response).should(order, times(1)).end();
		this.writer.onClosed();
		assertThat(this.slotFree).isTrue();
	}

	@Test
	void sendsWhatCameBeforeTheConnectionWasDetached() {
		open(this.signals.flux());
		this.signals.next(new JobEvents.Opened());
		this.signals.error(new IllegalStateException("the database is away"));
		this.writer.onDetached(this.response);
		runTasks();
		then(this.response).should().abort();
		then(this.response).should(never()).end();
	}

	@Test
	void aClientThatHangsUpBeforeTheConnectionIsDetachedLeavesNothing() {
		open(this.signals.flux());
		this.signals.next(new JobEvents.Opened());
		this.writer.onClosed();
		this.signals.assertCancelled();
		assertThat(this.slotFree).isTrue();

		this.writer.onDetached(this.response);
		then(this.response).should().abort();
	}

	@Test
	void aClientThatHangsUpBeforeTheStreamIsOpenLeavesNothing() {
		open(this.signals.flux());
		this.writer.onClosed();
		this.signals.assertCancelled();
		assertThat(this.slotFree).isTrue();
	}

	private void open(Flux<JobEvents.Signal> stream) {
		Mono<Void> opened = this.writer.open(stream);
		opened.subscribe();
	}

	private void runTasks() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	private StreamEvent event(long seq, JobState state) {
		return new StreamEvent(StreamEvent.Type.PROGRESS, StreamEvent.Id.of(this.job, seq),
				new JobProgress(seq, state, null, JobProgress.Lists.NONE, null, null, null, Instant.EPOCH), null);
	}

}
