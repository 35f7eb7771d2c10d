import java.util.List;
import pollhook.client.ApiClient;
import pollhook.client.api.InstancesApi;
import pollhook.client.api.PollsApi;
import pollhook.client.model.Instance;
import pollhook.client.model.InstanceRequest;
import pollhook.client.model.Preview;

/** What a person does with a generated client: prints each step that the API took. */
public final class UsesTheClient {
  /** Arguments: the API's URL, the Authorization header, the body that creates an instance. */
  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(args[0]);
    client.setRequestInterceptor(request -> request.header("Authorization", args[1]));
    InstancesApi instances = new InstancesApi(client);
    InstanceRequest wanted = client.getObjectMapper().readValue(args[2], InstanceRequest.class);

    long id = instances.createInstance(wanted).getId();
    System.out.println("created");
    Instance patched = instances.changeInstance(id, new InstanceRequest().name("patched"));
    System.out.println(patched.getName());
    List<Instance> listed = instances.listInstances(null, "patched", null, null, null);
    System.out.println("listed " + listed.size());
    Preview preview = new PollsApi(client).preview(id, null).get(0);
    System.out.println("previewed " + preview.getResource() + " " + preview.getOk());
    instances.deleteInstance(id, null);
    System.out.println("deleted " + instances.listInstances(null, null, null, null, null).isEmpty());
  }

  private UsesTheClient() {}
}
