package io.pollhook.poll;

import io.pollhook.http.AnswerMemory;
import io.pollhook.log.About;
import io.pollhook.trace.Tracing;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;

/**
 * The threads that poll: as many as there are permits; those that are not needed end. A task that a
 * poll hands over logs under the poll's subject and belongs to its trace, and what it reads counts
 * for the poll.
 */
final class PollWorkers extends ThreadPoolExecutor {
  private final AnswerMemory memory;
  private final Tracing tracing;

  PollWorkers(AnswerMemory memory, Tracing tracing) {
    super(
        0,
        Integer.MAX_VALUE,
        60,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        new DefaultThreadFactory("pollhook-poll", true));
    this.memory = memory;
    this.tracing = tracing;
  }

  @Override
  public void execute(Runnable task) {
    super.execute(About.carriedBy(tracing.carriedBy(memory.carriedBy(task))));
  }
}
