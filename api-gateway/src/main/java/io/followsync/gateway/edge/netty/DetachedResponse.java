package io.followsync.gateway.edge.netty;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/**
 * A response that stays open for hours, of which there are thousands. After the head and
 * the first bytes the handlers of the HTTP server are removed, so that the request and
 * its operators, ten times the memory of the connection, can be collected. The owner then
 * writes the rest of the body directly; the connection closes with it.
 */
public final class DetachedResponse extends ChannelDuplexHandler {

	private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	// Clients need not send anything more; a little is tolerated, such as probes.
	private static final int MAX_INPUT = 16 * 1024;

	private final Channel channel;

	private final Owner owner;

	private final boolean chunkable;

	private final DataSize sendBuffer;

	// These belong to the event loop.
	private boolean chunked;

	private boolean detaching;

	private int input;

	private DetachedResponse(Channel channel, Owner owner, boolean chunkable, DataSize sendBuffer) {
		this.channel = channel;
		this.owner = owner;
		this.chunkable = chunkable;
		this.sendBuffer = sendBuffer;
	}

	/** Who writes the rest of the body; called on the connection's event loop. */
	public interface Owner {

		/** The call is over and the rest of the body is the owner's; at most once. */
		void onDetached(DetachedResponse response);

		/**
		 * The connection is closed, detached or not. Called exactly once, on the caller's
		 * thread if the connection was closed already.
		 */
		void onClosed();

	}

	/**
	 * Detaches the response of a call once what the call sends now has been sent. Its
	 * head must not have been sent yet.
	 * @param sendBuffer how much the kernel keeps for the connection at most
	 */
	public static void detachAfterHead(ServerWebExchange call, DataSize sendBuffer, Owner owner) {
		Channel channel = Responses.channel(call.getResponse());
		if (!channel.isActive()) {
			// Reactor Netty may have replaced the channel by one that was never
			// registered; its close future is never completed.
			owner.onClosed();
			return;
		}
		// Without chunks for old proxies; the end of the connection ends the body.
		boolean chunkable = !HttpVersion.HTTP_1_0.equals(request(call.getRequest()).version());
		DetachedResponse body = new DetachedResponse(channel, owner, chunkable, sendBuffer);
		body.join();
		channel.closeFuture().addListener((closed) -> owner.onClosed());
	}

	private static HttpServerRequest request(ServerHttpRequest request) {
		return ServerHttpRequestDecorator.getNativeRequest(request);
	}

	private void join() {
		try {
			// What is written comes through the traffic handler first, which has to see
			// the end of the call; this handler keeps that from the codec.
			this.channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "followsync.detached", this);
		}
		catch (NoSuchElementException ex) {
			// The handlers of a closed connection are gone, and sending the head ends the
			// call.
			if (this.channel.isActive()) {
				throw ex;
			}
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse head && !Responses.isInterim(head)) {
			if (!this.chunkable) {
				head.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
			}
			this.chunked = HttpUtil.isTransferEncodingChunked(head);
			head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
		if (message instanceof LastHttpContent && !Responses.isInterim(message)) {
			ReferenceCountUtil.release(message);
			this.detaching = true;
			promise.trySuccess();
			context.executor().execute(() -> detach(context));
		}
		else {
			context.write(message, promise);
		}
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		// By the HTTP server, for which this was the end of the response.
		if (!this.detaching) {
			context.close(promise);
		}
	}

	private void detach(ChannelHandlerContext context) {
		if (!this.channel.isActive()) {
			return;
		}
		ChannelPipeline pipeline = context.pipeline();
		List<String> names = pipeline.names();
		names.subList(names.indexOf(NettyPipeline.HttpCodec), names.size())
			.stream()
			.filter((name) -> pipeline.get(name) != null && pipeline.get(name) != this)
			.forEach(pipeline::remove);
		if (pipeline.get(NettyPipeline.IdleTimeoutHandler) != null) {
			pipeline.remove(NettyPipeline.IdleTimeoutHandler);
		}
		context.flush();
		limitSendBuffer();
		this.channel.config().setAutoRead(true);
		// The HTTP server may have more to do for the end of the call.
		context.executor().execute(this::beginBody);
	}

	private void beginBody() {
		this.detaching = false;
		this.owner.onDetached(this);
	}

	private void limitSendBuffer() {
		try {
			this.channel.config().setOption(ChannelOption.SO_SNDBUF, (int) this.sendBuffer.toBytes());
		}
		catch (ChannelException ex) {
			// The client has hung up, which closes the connection.
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof ByteBuf bytes) {
			this.input += bytes.readableBytes();
			bytes.release();
			if (this.input > MAX_INPUT) {
				context.close();
			}
		}
		else if (this.detaching) {
			// A pipelined request: dropped, since the response says Connection: close.
			ReferenceCountUtil.release(message);
		}
		else {
			context.fireChannelRead(message);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (context.pipeline().get(NettyPipeline.HttpCodec) == null) {
			context.close();
		}
		else {
			context.fireExceptionCaught(cause);
		}
	}

	/** Runs a task on the connection's event loop. */
	public void execute(Runnable task) {
		this.channel.eventLoop().execute(task);
	}

	/** Whether everything sent so far has gone to the socket. */
	public boolean isFlushed() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		return buffer != null && buffer.isEmpty();
	}

	/** Sends more, on the event loop; the future says when it has gone to the socket. */
	public ChannelFuture send(Chunk chunk) {
		return this.channel.writeAndFlush(chunk.buffer(this.chunked));
	}

	/** Ends the body and the connection. */
	public void end() {
		ByteBuf last = this.chunked ? Unpooled.wrappedBuffer(LAST_CHUNK) : Unpooled.EMPTY_BUFFER;
		this.channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
	}

	/** Ends the connection without the end of the body. */
	public void abort() {
		this.channel.close();
	}

	/** Bytes of a body, made once for any number of connections. */
	public static final class Chunk {

		private static final int LINE_END = 2;

		private final byte[] framed;

		private final int start;

		private final int length;

		private Chunk(byte[] framed, int start, int length) {
			this.framed = framed;
			this.start = start;
			this.length = length;
		}

		public static Chunk of(byte[] content) {
			byte[] size = (Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
			byte[] framed = new byte[size.length + content.length + LINE_END];
			System.arraycopy(size, 0, framed, 0, size.length);
			System.arraycopy(content, 0, framed, size.length, content.length);
			framed[framed.length - 2] = '\r';
			framed[framed.length - 1] = '\n';
			return new Chunk(framed, size.length, content.length);
		}

		/** The content, without what frames it. */
		public byte[] content() {
			byte[] content = new byte[this.length];
			System.arraycopy(this.framed, this.start, content, 0, this.length);
			return content;
		}

		ByteBuf buffer(boolean chunked) {
			return chunked ? Unpooled.wrappedBuffer(this.framed)
					: Unpooled.wrappedBuffer(this.framed, this.start, this.length);
		}

	}

}
