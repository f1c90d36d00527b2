import django.db.models.deletion
from django.core.management.color import no_style
from django.db import migrations, models

from ._groups import gift

CURATOR = {"view_formername", "add_formername", "change_formername"}
PERMISSIONS = {"curator": CURATOR, "reviewer": CURATOR, "translator": {"view_formername"}}


def move(apps, schema_editor):
    """Old addresses of films become former names, and so do they in the journal; keys stay."""
    database = schema_editor.connection.alias
    FormerName = apps.get_model("films", "FormerName")
    PastSlug = apps.get_model("films", "PastSlug")
    FormerName.objects.using(database).bulk_create(
        FormerName(pk=past.pk, noun="film", name=past.slug, film_id=past.film_id)
        for past in PastSlug.objects.using(database).order_by("pk")
    )
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [FormerName]):
            cursor.execute(statement)
    entries = apps.get_model("films", "Entry").objects.using(database).filter(noun="pastslug")
    for entry in entries:
        entry.noun = "formername"
        entry.name = f"film {entry.name}"
        entry.before, entry.after = _told_anew(entry.before), _told_anew(entry.after)
        entry.save()


def _told_anew(fields):
    if fields is None:
        return None
    return {"noun": "film", "name": fields["slug"], "film": fields["film"], "agent": None, "source": None, "number": None}


def move_back(apps, schema_editor):
    """Names of people, sources and statements have no place in the older table and go."""
    database = schema_editor.connection.alias
    PastSlug = apps.get_model("films", "PastSlug")
    PastSlug.objects.using(database).bulk_create(
        PastSlug(pk=former.pk, slug=former.name, film_id=former.film_id)
        for former in apps.get_model("films", "FormerName").objects.using(database).filter(noun="film")
    )


def forget(apps, schema_editor):
    """Permissions of the older table lead nowhere."""
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    permissions.filter(content_type__app_label="films", content_type__model="pastslug").delete()


give, take_back = gift(PERMISSIONS)


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0009_images'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noun', models.CharField(choices=[('film', 'film'), ('agent', 'person or organisation'), ('source', 'source'), ('title', 'title'), ('firstclaim', 'claim'), ('productionfact', 'production fact'), ('release', 'release'), ('credit', 'credit'), ('airole', 'AI role'), ('commentary', 'commentary'), ('relation', 'relation')], default='film', max_length=20, verbose_name='kind of record')),
                ('name', models.CharField(max_length=120, verbose_name='former name')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of the statement')),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='films.agent', verbose_name='person or organisation')),
                ('film', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='films.film', verbose_name='film')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='films.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'former name',
                'verbose_name_plural': 'former names',
                'ordering': ['noun', 'name'],
            },
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.UniqueConstraint(fields=('noun', 'name'), name='formername_once', violation_error_message='This name already leads to another record.'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agent__isnull', False), ('film__isnull', True), ('noun', 'agent'), ('number__isnull', True), ('source__isnull', True)), models.Q(('agent__isnull', True), ('film__isnull', True), ('noun', 'source'), ('number__isnull', True), ('source__isnull', False)), models.Q(('agent__isnull', True), ('film__isnull', False), ('noun', 'film'), ('number__isnull', True), ('source__isnull', True)), models.Q(('agent__isnull', True), ('film__isnull', False), ('number__isnull', False), ('source__isnull', True), models.Q(('noun__in', ('film', 'agent', 'source')), _negated=True)), _connector='OR'), name='formername_leads_to_one_record'),
        ),
        migrations.RunPython(move, move_back),
        migrations.DeleteModel(
            name='PastSlug',
        ),
        migrations.RunPython(give, take_back),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
