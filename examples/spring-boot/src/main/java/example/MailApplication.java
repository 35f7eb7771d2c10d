package example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Prints what changes in Gmail mailboxes; POST /mailboxes adds one. */
@SpringBootApplication
public class MailApplication {
  /** Runs until Ctrl-C. */
  public static void main(String[] args) {
    SpringApplication.run(MailApplication.class, args);
  }
}
