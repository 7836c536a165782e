"""What this course asks of a JupyterHub.

The Littlest JupyterHub: copy this file to /opt/tljh/config/jupyterhub_config.d/course.py, then
`sudo tljh-config reload hub`. Any other hub: `load_subconfig("…/jupyterhub_config.py")` in its own.
"""

c = get_config()  # noqa: F821 JupyterHub puts it here

# A class logs in within a minute and its servers start side by side: the last one waits long.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.Spawner.default_url = "/lab"
# A learner with one chapter open needs a quarter of it; the rest is for chapters left open.
c.Spawner.mem_limit = "1G"
# As `python -m course_lib open` does: JupyterLab asks for news and updates nowhere.
c.Spawner.args.extend(
    [
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
)
