import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from ._groups import gift

OWN = {"view_editor", "add_editor", "change_editor"}  # the admin shows everybody only their own
PERMISSIONS = {
    "curator": {"view_deed", "undo_deed"} | OWN,
    "reviewer": {"view_deed", "undo_deed"} | OWN,
    "translator": {"view_deed"} | OWN,
}


give, take_back = gift(PERMISSIONS)


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0005_firsts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('kind', models.CharField(choices=[('edit', 'Edited'), ('submit', 'Handed in for review'), ('return', 'Sent back to draft'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('import', 'Imported'), ('merge', 'Merged'), ('bulk', 'Changed in bulk'), ('load', 'Loaded from files'), ('undo', 'Undone')], default='edit', max_length=10, verbose_name='what was done')),
                ('reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('actor_name', models.CharField(blank=True, default='', max_length=200, verbose_name='who')),
                ('signed', models.CharField(blank=True, default='', max_length=120, verbose_name='signed')),
                ('role', models.CharField(blank=True, choices=[('curator', 'a curator'), ('reviewer', 'a reviewer'), ('translator', 'a translator')], default='', max_length=10, verbose_name='role')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='films.deed', verbose_name='undoes')),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'ordering': ['-at', '-pk'],
                'default_permissions': ('view',),
                'permissions': [('undo_deed', 'Can undo a change')],
            },
        ),
        migrations.CreateModel(
            name='Editor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signature', models.CharField(blank=True, default='', help_text='How readers see who made a change. Left empty, they see the role alone, such as “a curator”.', max_length=120, verbose_name='public name')),
                ('writes', models.CharField(blank=True, choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], default='', help_text='A translator changes texts in this language and nothing else.', max_length=8, verbose_name='translates into')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='editor', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'editor',
                'verbose_name_plural': 'editors',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noun', models.CharField(max_length=40, verbose_name='kind of record')),
                ('row', models.CharField(max_length=40, verbose_name='row')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('whole', models.CharField(db_index=True, max_length=82, verbose_name='part of')),
                ('public', models.BooleanField(default=False, verbose_name='seen by readers')),
                ('before', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='before')),
                ('after', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='after')),
                ('deed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='films.deed', verbose_name='change')),
            ],
            options={
                'verbose_name': 'entry of a change',
                'verbose_name_plural': 'entries of a change',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['edit', 'submit', 'return', 'publish', 'withdraw', 'import', 'merge', 'bulk', 'load', 'undo'])), name='deed_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('undoes__isnull', True), ('kind', 'undo'), _connector='OR'), name='deed_undo_is_said'),
        ),
        migrations.AddConstraint(
            model_name='editor',
            constraint=models.CheckConstraint(condition=models.Q(('writes__in', ['', 'en', 'zh-hans'])), name='editor_writes_known'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['noun', 'row'], name='entry_by_row'),
        ),
        migrations.RunPython(give, take_back),
    ]
